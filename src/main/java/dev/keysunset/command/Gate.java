package dev.keysunset.command;

/** A point that needs people. */
enum Gate {
    DISABLE("the key is disabled, and watched for anybody who needs it"),
    DELETE("the deletion is scheduled; once AWS has destroyed the key, nobody can bring it back");

    private final String comesOfIt;

    Gate(String comesOfIt) {
        this.comesOfIt = comesOfIt;
    }

    String comesOfIt() {
        return comesOfIt;
    }
}
