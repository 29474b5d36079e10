/** Options of an argument `language`: in which language the labels of an answer are. */
export const IN_LANGUAGE = {
  nullable: true,
  description: 'Language of the labels (BCP 47); German if left out or if there are none in it.',
} as const;
