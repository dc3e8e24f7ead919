/**
 * Made by `npm run eval -- --calibrate`; not to be edited. A logistic model of how often facts are right, fitted to
 * 2990 values of labelled contracts: by field the factor of the prior's log-odds and what is added to it, then the
 * weights of computed, position, evidence, page, borne out, alike in all fields.
 */
export const CALIBRATION = {
  others: { slope: 1.052, offset: 0.594 },
  fields: {
    agreementDate: { slope: 0.626, offset: 0.799 },
    documentName: { slope: 0.861, offset: 0.612 },
    effectiveDate: { slope: 1.1, offset: 0.536 },
    entitlements: { slope: 0.657, offset: 0.675 },
    expirationDate: { slope: 1.069, offset: 0.654 },
    governingLaw: { slope: 1.728, offset: 1.102 },
    noticePeriod: { slope: 1.185, offset: 0.455 },
    parties: { slope: 0.819, offset: 0.34 },
    paymentTerms: { slope: 1.344, offset: 0.768 },
    pricing: { slope: 0.839, offset: 0.613 },
    renewalTerm: { slope: 1.074, offset: 0.259 },
    serviceLevels: { slope: 1.605, offset: -0.049 },
    stakeholders: { slope: 1.046, offset: 0.057 },
    technicalRequirements: { slope: 0.856, offset: 1.034 },
    term: { slope: 1.221, offset: 0.788 },
    totals: { slope: 0.81, offset: 0.877 },
  },
  weights: [-2.427, -0.453, 1.477, 0.603, 1.035],
};
