import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from '../config/config';
import { type LogFields, safeFields } from './safe-fields';

type Write = (fields: LogFields, message: string) => void;

/** Writes one JSON line for each event. The message is a fixed sentence; what varies goes into the fields. */
export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  readonly fatal: Write;
  /** A logger whose lines all hold these fields. */
  child(fields: LogFields): Logger;
}

/**
 * Creates the log of the hub. No personal data reaches it: fields outside the list, and errors' messages, are dropped.
 *
 * @param destination default: standard output
 */
export function createLogger(config: { readonly logLevel: LogLevel }, destination?: DestinationStream): Logger {
  const options = {
    level: config.logLevel,
    // Neither host name nor process number: whoever runs several hubs gets those from what runs them.
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const sink = destination ? pino(options, destination) : pino(options);
  return loggerWith(sink, {});
}

function loggerWith(sink: pino.Logger, inherited: LogFields): Logger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error' | 'fatal'): Write =>
    (fields, message) => {
      if (!sink.isLevelEnabled(level)) return;
      sink[level](safeFields({ ...inherited, ...fields }), withoutMessageOf(fields.error, message));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
    child: (fields) => loggerWith(sink, { ...inherited, ...fields }),
  };
}

/** Catches `log.error({ error }, error.message)`, the habit that would undo the rest. */
function withoutMessageOf(error: unknown, message: string): string {
  return error instanceof Error && error.message !== '' && message.includes(error.message) ? 'An error' : message;
}
