package dev.keysunset.standin.identity;

import java.util.Optional;

/** Who makes a call. */
public sealed interface Principal {
    /** The ARN in denial texts and key policies; a service has its DNS name instead. */
    String arn();

    /** The account it belongs to; an AWS service belongs to none of ours. */
    Optional<String> account();

    /** An IAM user. */
    record User(String accountId, String name, String accessKeyId) implements Principal {
        @Override
        public String arn() {
            return "arn:aws:iam::" + accountId + ":user/" + name;
        }

        @Override
        public Optional<String> account() {
            return Optional.of(accountId);
        }
    }

    /** A role somebody assumed, under a session name. */
    record RoleSession(String accountId, String role, String sessionName, SessionTerms terms) implements Principal {
        @Override
        public String arn() {
            return "arn:aws:sts::" + accountId + ":assumed-role/" + role + "/" + sessionName;
        }

        public String roleArn() {
            return roleName().arn();
        }

        public RoleName roleName() {
            return new RoleName(accountId, role);
        }

        @Override
        public Optional<String> account() {
            return Optional.of(accountId);
        }
    }

    /** An AWS service acting for itself, named by its DNS name such as {@code logs.amazonaws.com}. */
    record Service(String name) implements Principal {
        @Override
        public String arn() {
            return name;
        }

        @Override
        public Optional<String> account() {
            return Optional.empty();
        }
    }
}
