import type { StaffCaller } from './caller';

/** A made-up member of staff, or the application of an institution, as whom the demonstration can be tried. */
export type Persona = Pick<StaffCaller, 'institution' | 'role' | 'actor'>;

/** The personas by the names that the command line takes. The person itself is `person:<booklet number>`. */
export const PERSONAS = {
  'city-counsellor': { institution: 'city', role: 'counsellor', actor: 'staff-0001' },
  'city-case-manager': { institution: 'city', role: 'case-manager', actor: 'staff-0002' },
  'city-planner': { institution: 'city', role: 'planner', actor: 'staff-0003' },
  'jobcenter-adviser': { institution: 'jobcenter', role: 'case-manager', actor: 'staff-0004' },
  'agency-adviser': { institution: 'employment-agency', role: 'counsellor', actor: 'staff-0005' },
  'caritas-counsellor': { institution: 'caritas', role: 'counsellor', actor: 'staff-0006' },
  'data-protection-officer': { institution: 'city', role: 'data-protection-officer', actor: 'staff-0007' },
  'jobcenter-service': { institution: 'jobcenter', role: 'service', actor: 'service-0001' },
  'caritas-officer': { institution: 'caritas', role: 'data-protection-officer', actor: 'staff-0009' },
  administrator: { institution: 'city', role: 'administrator', actor: 'staff-0008' },
} as const satisfies Record<string, Persona>;
export type PersonaName = keyof typeof PERSONAS;
export const PERSONA_NAMES = Object.keys(PERSONAS) as PersonaName[];

const PERSON_PREFIX = 'person:';

/** @returns the number of the booklet in `person:<booklet number>`, undefined for any other name */
export function bookletOf(persona: string): string | undefined {
  return persona.startsWith(PERSON_PREFIX) ? persona.slice(PERSON_PREFIX.length) : undefined;
}

/** Says whether there is a member of staff of that name. */
export function isPersonaName(name: string): name is PersonaName {
  return Object.hasOwn(PERSONAS, name);
}
