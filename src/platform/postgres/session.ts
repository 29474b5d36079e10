/**
 * The request context as PostgreSQL sees it. Row level security reads these settings; they are local to the
 * transaction, because a session-level value would survive on the pooled connection.
 */
export interface SessionSettings {
  readonly institution: string | null;
  readonly role: string;
  readonly purpose: string | null;
  readonly person: string | null;
  readonly actor: string;
  readonly request: string;
}

export const SESSION_SETTINGS = ['institution', 'role', 'purpose', 'person', 'actor', 'request'] as const;

/** One prepared statement that sets the context. `-` says "none"; an empty setting means that it was forgotten. */
export function settingsStatement(settings: SessionSettings): { name: string; text: string; values: string[] } {
  return { name: 'geleit-settings', text: SETTINGS_SQL, values: SESSION_SETTINGS.map((name) => settings[name] ?? '-') };
}

const SETTINGS_SQL = `select ${SESSION_SETTINGS.map((name, index) => `set_config('geleit.${name}', $${index + 1}, true)`).join(', ')}`;
