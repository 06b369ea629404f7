/**
 * What waits, kept in memory: rebuilt from the store at start and changed job by job, so that a scheduling pass costs by
 * what it starts and not by what waits.
 */
package org.godocker.engine.internal.queue;
