/** The labels of public agreements, in the form of the CUAD labels. */
import * as z from 'zod';

const FIELDS = [
  'documentName',
  'parties',
  'agreementDate',
  'effectiveDate',
  'expirationDate',
  'governingLaw',
  'renewalTerm',
  'noticePeriod',
] as const;

/** The fields whose mean is the macro F1. `term` is scored where it is labelled, and stays out of the mean. */
export const PUBLIC_MACRO: readonly string[] = FIELDS;
export const PUBLIC_FIELDS = [...FIELDS, 'term'] as const;

const label = z.string().nullish();
const file = z.string().nullish();

export const PublicLabels = z.object({
  id: z.string().min(1),
  gold: z.object({
    documentName: label,
    parties: z
      .array(z.object({ name: z.string(), aliases: z.array(z.string()).optional() }))
      .nullish()
      .transform((parties) => parties ?? []),
    agreementDate: label,
    effectiveDate: label,
    expirationDate: label,
    governingLaw: label,
    renewalTerm: label,
    noticePeriod: label,
    term: label,
  }),
  /** Further acceptable labels, by field; they include the one above. */
  goldAlternatives: z.record(z.string(), z.array(z.string())).default({}),
  /** Fields that nobody labelled. */
  unscored: z.array(z.string()).default([]),
  /** The same document in several formats, relative to the labels. */
  file,
  pdf: file,
  scanned: file,
  docx: file,
});
export type PublicLabels = z.output<typeof PublicLabels>;
