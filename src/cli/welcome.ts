import { PERSONA_NAMES } from '../platform/identity/personas';

const EXAMPLE =
  '{ searchPersons(by: {familyName: \\"Florescu\\", birthDate: \\"1983-12-06\\"}) { identity { givenName familyName } ' +
  'languageEnrolments { status course { title } } counsellingEpisodes { topic } } }';

/** As whom the demonstration can be tried, and how. */
export function demonstrationWelcome(url: string): string {
  return [
    `GraphiQL with a switch of persona and purpose: ${url}/`,
    ``,
    `Personas: ${PERSONA_NAMES.join(', ')},`,
    `          person:<booklet number>, e.g. person:RH-0001`,
    `A token:  npm run --silent token -- jobcenter-adviser`,
    ``,
    `Try it in a second terminal:`,
    ``,
    `curl -s ${url}/graphql \\`,
    `  -H "authorization: Bearer $(npm run --silent token -- jobcenter-adviser)" \\`,
    `  -H 'x-purpose: CASE_MANAGEMENT' -H 'content-type: application/json' \\`,
    `  -d '{"query":"${EXAMPLE}"}'`,
    ``,
  ]
    .map((line) => `${line}\n`)
    .join('');
}
