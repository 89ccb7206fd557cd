package dev.keysunset.standin.permission;

import dev.keysunset.standin.policy.Policy;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The organization's service control policies. They do not bind principals of the account that manages it. */
public final class Guardrails {
    private final String managementAccount;
    private final Map<String, Guardrail> guardrails = new LinkedHashMap<>();
    private int next = 1;

    public Guardrails(String managementAccount) {
        this.managementAccount = managementAccount;
    }

    /**
     * Attaches a policy.
     *
     * @param account all accounts if empty
     */
    public Guardrail attach(Optional<String> account, Policy policy) {
        var arn = "arn:aws:organizations::%s:policy/o-standin000/service_control_policy/p-%08d"
                .formatted(managementAccount, next++);
        var guardrail = new Guardrail(arn, account, policy);
        guardrails.put(arn, guardrail);
        return guardrail;
    }

    /** Detaches a policy; false if there is none of that ARN. */
    public boolean detach(String arn) {
        return guardrails.remove(arn) != null;
    }

    public Collection<Guardrail> all() {
        return Collections.unmodifiableCollection(guardrails.values());
    }

    /** Those that bind the principals of an account. */
    List<Guardrail> over(String account) {
        return account.equals(managementAccount)
                ? List.of()
                : guardrails.values().stream()
                        .filter(guardrail -> guardrail.governs(account))
                        .toList();
    }
}
