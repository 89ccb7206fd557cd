package dev.keysunset.console.estate;

import dev.keysunset.console.Frame;
import dev.keysunset.inventory.money.Savings;
import io.quarkus.qute.TemplateInstance;

/** What retirements save. */
public record SavingsPage(Frame frame, Savings savings) implements TemplateInstance {}
