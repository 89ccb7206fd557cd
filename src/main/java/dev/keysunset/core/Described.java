package dev.keysunset.core;

/** One member, and what DescribeKey said of it just now. */
public record Described(KeyArn keyArn, Reading<KeyFacts> key) {}
