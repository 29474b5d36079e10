import { PERSONA_NAMES } from '../platform/identity/personas';

const EXAMPLE =
  '{ searchPersons(by: {bookletNumber: \\"RH-0001\\"}) { identity { givenName familyName } ' +
  'languageEnrolments { status course { title } } counsellingEpisodes { topic } } }';

/** Tells where the hub is and, in the demonstration, as whom it can be tried. */
export function printWelcome(url: string, isDemonstration: boolean): void {
  const lines = [``, `Geleit is ready: ${url}/graphql`];
  if (isDemonstration) {
    lines.push(
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
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
