/** How many records of one type a person's list shows, where only one person was asked for. */
export const SHOWN_OF_ONE_PERSON = 1_000;

/** The same for each of several persons. */
export const SHOWN_OF_EACH_PERSON = 100;
