package org.godocker.spi.config;

import java.util.Objects;

/**
 * An option that could not be used as it stands.
 *
 * @param option name of the option as it is written in the configuration file
 * @param rule   what is allowed, and which value is in force instead; never the value of a secret
 */
public record ConfigurationProblem(String option, String rule) {

    public ConfigurationProblem {
        Objects.requireNonNull(option, "option");
        Objects.requireNonNull(rule, "rule");
    }

    @Override
    public String toString() {
        return option + ": " + rule;
    }
}
