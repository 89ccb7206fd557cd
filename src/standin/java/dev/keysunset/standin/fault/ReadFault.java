package dev.keysunset.standin.fault;

/** What may go wrong with what a call reads. */
public enum ReadFault implements Fault {
    /** DescribeKey shows the key as it was a delay of domain time ago; a minute if none is given. */
    STALE_READ
}
