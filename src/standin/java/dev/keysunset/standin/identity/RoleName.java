package dev.keysunset.standin.identity;

/**
 * A role's place among all roles.
 *
 * @param name with its path, but without the slash before it
 */
public record RoleName(String account, String name) {
    public String arn() {
        return "arn:aws:iam::" + account + ":role/" + name;
    }
}
