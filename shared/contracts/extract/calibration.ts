/**
 * Made by `npm run eval -- --calibrate`; not to be edited. A logistic model of how often facts are right, fitted to
 * 2987 values of labelled contracts: by field the factor of the prior's log-odds and what is added to it, then the
 * weights of computed, position, evidence, page, borne out, alike in all fields.
 */
export const CALIBRATION = {
  others: { slope: 1.05, offset: 0.586 },
  fields: {
    agreementDate: { slope: 0.627, offset: 0.788 },
    documentName: { slope: 0.861, offset: 0.602 },
    effectiveDate: { slope: 1.099, offset: 0.526 },
    entitlements: { slope: 0.652, offset: 0.664 },
    expirationDate: { slope: 1.067, offset: 0.645 },
    governingLaw: { slope: 1.727, offset: 1.095 },
    noticePeriod: { slope: 1.182, offset: 0.447 },
    parties: { slope: 0.82, offset: 0.325 },
    paymentTerms: { slope: 1.341, offset: 0.76 },
    pricing: { slope: 0.819, offset: 0.63 },
    renewalTerm: { slope: 1.073, offset: 0.251 },
    serviceLevels: { slope: 1.603, offset: -0.058 },
    stakeholders: { slope: 1.043, offset: 0.048 },
    technicalRequirements: { slope: 0.854, offset: 1.025 },
    term: { slope: 1.218, offset: 0.78 },
    totals: { slope: 0.808, offset: 0.869 },
  },
  weights: [-2.43, -0.446, 1.481, 0.583, 1.036],
};
