package org.godocker.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a job. */
final class JobId implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new TypeConversionException("the id of a job is a whole number from 1");
        }
        return Long.valueOf(text);
    }
}
