package dev.keysunset.standin.key;

/** Who manages a key: the customer, or AWS for one of its services. */
public enum KeyManager {
    CUSTOMER,
    AWS
}
