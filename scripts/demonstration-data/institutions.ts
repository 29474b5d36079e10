/** The four partner institutions that deliver data, in the order of their first delivery. */
export const PARTNERS = ['city', 'jobcenter', 'employment-agency', 'caritas'] as const;
export type Partner = (typeof PARTNERS)[number];

/** Institutions that hand out booklets (Begleithefte), and how many of the published 42 each. */
export const ISSUERS = ['city', 'jobcenter', 'employment-agency'] as const;
export type Issuer = (typeof ISSUERS)[number];
