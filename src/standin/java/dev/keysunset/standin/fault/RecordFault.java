package dev.keysunset.standin.fault;

/** What may go wrong with the CloudTrail records of a call, which itself is carried out as ever. */
public enum RecordFault implements Fault {
    /** As long as it lasts records are kept back; they arrive after its end or, if it has none, never. */
    TRAIL_SILENCE,
    /** Records never arrive. */
    RECORD_LOST,
    /** Records arrive a delay of domain time later than they would have; an hour if none is given. */
    RECORD_LATE,
    /** Records arrive twice. */
    RECORD_TWICE
}
