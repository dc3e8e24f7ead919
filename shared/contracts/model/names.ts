/** The four questions that the model is asked. */
export const SECTION_NAMES = ['parties', 'terms', 'commercial', 'service'] as const;
export type SectionName = (typeof SECTION_NAMES)[number];
