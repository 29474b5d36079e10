import { z } from 'zod';

/** What columns are in the export of a person. */
export const exported = {
  id: z.uuid(),
  text: z.string(),
  word: z.string(),
  texts: z.array(z.string()),
  instant: z.iso.datetime({ offset: true }),
  day: z.iso.date(),
  count: z.int(),
  flag: z.boolean(),
  json: z.json(),
  file: z.string().meta({ contentEncoding: 'base64' }),
};

/** Why columns and tables are not in it. */
export const STAFF =
  'names a member of staff, who is a third person; the institution is told (Art. 15(1)(c) and (4) GDPR)';
export const ITSELF = 'is the person, whose export it is';
export const THIRD_PERSON = 'names a third person';
export const INNER = 'serves only the hub and tells nothing';
