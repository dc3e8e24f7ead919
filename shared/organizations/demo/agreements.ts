/**
 * Contracts of invented companies, for demonstrations and for developers: dated so that their plans are under way today.
 * What they say is read by the pipeline like any other contract.
 */

import { DAY_MS } from '../../kernel/time.ts';

interface Agreement {
  readonly customer: string;
  readonly fileName: string;
  readonly text: string;
}

const spelled = (date: Date) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(date);

export function agreements(today: Date): readonly Agreement[] {
  const daysAgo = (days: number) => spelled(new Date(today.getTime() - days * DAY_MS));
  return [
    {
      customer: 'Meridian Freight LLC',
      fileName: 'meridian-subscription-agreement.pdf',
      text: `MASTER SUBSCRIPTION AGREEMENT

This Master Subscription Agreement (the "Agreement") is entered into as of ${daysAgo(12)} (the "Effective Date") by and between Harborlight Software, Inc., a Delaware corporation ("Provider"), and Meridian Freight LLC, an Oregon limited liability company ("Customer").

1. Subscription. Provider grants Customer access to Harborlight Dispatch for 120 named users during the term.

2. Term. The initial term of this Agreement is thirty-six (36) months from the Effective Date. It renews automatically for successive terms of twelve (12) months unless either party gives written notice at least sixty (60) days before the end of the then current term.

3. Fees. Customer shall pay the annual fees set out in Exhibit A. Customer shall pay a one-time implementation fee of $8,500.00. Invoices are due net thirty (30) days from receipt.

4. Service levels. Provider shall maintain a monthly uptime percentage of 99.9%. Severity 1 incidents receive an initial response within 30 minutes.

5. Technical requirements. Single sign-on through SAML 2.0 with the Customer's identity provider. All Customer data must be encrypted at rest with AES-256.

6. Governing law. This Agreement is governed by the laws of the State of Oregon.

7. Notices. Notices to Customer shall be sent to Renata Okafor, Chief Operating Officer, renata.okafor@meridianfreight.example.

IN WITNESS WHEREOF, the parties have executed this Agreement.

HARBORLIGHT SOFTWARE, INC.
By: /s/ Tomas Lindqvist
Name: Tomas Lindqvist
Title: Vice President of Sales

MERIDIAN FREIGHT LLC
By: /s/ Renata Okafor
Name: Renata Okafor
Title: Chief Operating Officer

EXHIBIT A - ORDER FORM

Product\tQuantity\tUnit Price\tAnnual Fee
Harborlight Dispatch\t120 Named Users\t$450.00\t$54,000.00
Premium Support\t1\t$4,800.00\t$4,800.00
Total Annual Fees\t\t\t$58,800.00`,
    },
    {
      customer: 'Northfield Clinics, Inc.',
      fileName: 'northfield-services-agreement.pdf',
      text: `SOFTWARE SERVICES AGREEMENT

This Software Services Agreement is made as of ${daysAgo(3)} (the "Effective Date") between Harborlight Software, Inc., a Delaware corporation ("Provider"), and Northfield Clinics, Inc., a Minnesota corporation ("Customer").

1. Services. Provider shall make Harborlight Scheduling available to Customer for 45 named users at six clinics.

2. Term. The term of this Agreement begins on the Effective Date and continues for twenty-four (24) months. It renews automatically for periods of twelve (12) months unless a party gives notice of non-renewal at least ninety (90) days before the end of the current period.

3. Fees. Customer shall pay the monthly fees set out in Schedule 1. Customer shall pay a one-time onboarding fee of $6,000.00. Invoices are due net forty-five (45) days from the invoice date.

4. Service levels. Provider shall maintain a monthly uptime percentage of 99.95%. Provider shall respond to critical incidents within 15 minutes.

5. Implementation. Provider shall train up to 20 administrators of Customer, and shall migrate the appointment data of the preceding two years.

6. Data protection. Patient data shall be stored in the United States and encrypted in transit and at rest. The parties shall sign a business associate agreement before any patient data is transferred.

7. Governing law. This Agreement is governed by the laws of the State of Minnesota.

8. Contacts. Customer's project lead is Ingrid Solheim, Director of Operations, ingrid.solheim@northfieldclinics.example. Customer's technical contact is Marcus Bell, IT Manager, marcus.bell@northfieldclinics.example.

HARBORLIGHT SOFTWARE, INC.
By: /s/ Tomas Lindqvist
Name: Tomas Lindqvist
Title: Vice President of Sales

NORTHFIELD CLINICS, INC.
By: /s/ Dana Whitcomb
Name: Dana Whitcomb
Title: Chief Executive Officer

SCHEDULE 1 - PRODUCTS

Product\tQuantity\tUnit Price\tMonthly Fee
Harborlight Scheduling\t45 Named Users\t$60.00\t$2,700.00
Text Message Reminders\t5 Bundles\t$50.00\t$250.00`,
    },
  ];
}
