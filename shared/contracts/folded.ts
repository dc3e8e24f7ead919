/** Without case and accents; whatever else there is stays. What two spellings of one word have in common begins with it. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
