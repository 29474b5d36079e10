import { ANY_DAY_GRANT } from './grant-needs.sql';

/** SQL of a time in milliseconds since 1970, as JavaScript's are. */
export function milliseconds(timestamp: string): string {
  return `date_part('epoch', ${timestamp}) * 1000`;
}

const NAMED = `c.category, c.purpose, ${milliseconds('c.valid_from')}, ${milliseconds('c.valid_until')},
    c.ended, c.secrecy_released, c.consent_id, c.consent_version`;
const PERIOD = `${NAMED}, c.data_from, c.data_until`;

const HANDED_OVER = `${PERIOD}, c.released, c.released_by`;

/** SQL of a compiled grant `c` as the guard reads it (`GrantRow`), with all that can matter for any recipient. */
export const GRANT_ROW = `json_build_array(${HANDED_OVER}, ${milliseconds('c.agreed_until')})`;

/** The same for the person, who is told of an 18th birthday that ends it. */
export const OWN_GRANT_ROW = `json_build_array(${HANDED_OVER})`;

/** The same for a recipient that needs no transfer; period and agreed end only where they say something. */
export const RETRIEVED_GRANT_ROW = `case when c.agreed_until is not null then ${GRANT_ROW}
  when ${ANY_DAY_GRANT} then json_build_array(${NAMED}) else json_build_array(${PERIOD}) end`;
