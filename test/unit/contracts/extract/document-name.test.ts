import { describe, expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { document } from './document.ts';

const PREAMBLE =
  'is made as of March 3, 2022 by and between Tarn Valley Foods, Inc., a Delaware corporation ("Tarn"), and Osprey Freight LLC, a Nevada limited liability company ("Osprey").';
const titleOf = (...lines: string[]): string | null =>
  extract(document([...lines, `This Agreement ${PREAMBLE}`, 'The parties agree as follows:'])).documentName
    ?.value ?? null;
/** Without the standard preamble. */
const titleOnly = (...lines: string[]): string | null => extract(document(lines)).documentName?.value ?? null;

describe('the title', () => {
  test.each<[string, string[]]>([
    ['WAREHOUSING AGREEMENT', ['WAREHOUSING AGREEMENT']],
    ['Cold Storage Services Agreement', ['Exhibit 10.14', 'Cold Storage Services Agreement']],
    ['SUPPLY AGREEMENT', ['EX-10.3', 'EXECUTION VERSION', 'SUPPLY AGREEMENT']],
    ['SUPPLY AGREEMENT', ['EXHIBIT 4.7(b) EXECUTION COPY SUPPLY AGREEMENT']],
    ['TOLL MANUFACTURING AGREEMENT', ['STRICTLY PRIVATE AND CONFIDENTIAL', 'TOLL MANUFACTURING AGREEMENT']],
    [
      'LICENSE AGREEMENT',
      [
        'Certain information marked [***] has been excluded from this exhibit because it is not material.',
        'CONFIDENTIAL TREATMENT REQUESTED',
        'LICENSE AGREEMENT',
      ],
    ],
    ['MASTER SERVICES AGREEMENT', ['MASTER', 'SERVICES AGREEMENT']],
    [
      'EXCLUSIVE DISTRIBUTION AND MARKETING AGREEMENT',
      ['EXCLUSIVE DISTRIBUTION', 'AND MARKETING', 'AGREEMENT'],
    ],
    ['SOFTWARE LICENSE AND SUPPORT AGREEMENT', ['SOFTWARE LICENSE AND', 'SUPPORT AGREEMENT']],
    ['FIRST AMENDMENT TO CREDIT AGREEMENT', ['FIRST AMENDMENT', 'TO', 'CREDIT AGREEMENT']],
    ['AMENDMENT NO. 2 TO THE LICENSE AGREEMENT', ['AMENDMENT NO. 2', 'TO THE', 'LICENSE AGREEMENT']],
    ['Amendment No. 3 to Master Services Agreement', ['Amendment No. 3 to Master Services Agreement']],
    [
      'SECOND AMENDED AND RESTATED LOAN AND SECURITY AGREEMENT',
      ['SECOND AMENDED AND RESTATED', 'LOAN AND SECURITY AGREEMENT'],
    ],
    ['CONSULTING AGREEMENT', ['TARN VALLEY FOODS, INC.', 'CONSULTING AGREEMENT']],
    [
      'TARN VALLEY FOODS, INC. CONSULTING AGREEMENT'.slice(24),
      ['TARN VALLEY FOODS, INC. CONSULTING AGREEMENT'],
    ],
    [
      'RESELLER AGREEMENT',
      ['RESELLER AGREEMENT', 'BETWEEN', 'TARN VALLEY FOODS, INC.', 'AND', 'OSPREY FREIGHT LLC'],
    ],
    [
      'Agency agreement',
      [
        'DATED 12 May 2021',
        'Agency agreement',
        'between',
        'Tarn Valley Foods, Inc.',
        'and',
        'Osprey Freight LLC',
      ],
    ],
    ['STATEMENT OF WORK NO. 4', ['STATEMENT OF WORK NO. 4']],
    ['ORDER FORM', ['Tarn Valley Foods, Inc.', '12 Quay Street, Portland, OR 97201', 'ORDER FORM']],
    ['TERM SHEET', ['TERM SHEET']],
    ['MEMORANDUM OF UNDERSTANDING', ['MEMORANDUM OF UNDERSTANDING']],
    ['DATA PROCESSING ADDENDUM', ['DATA PROCESSING ADDENDUM']],
    ['Agreement for the Supply of Timber', ['Agreement for the Supply of Timber']],
    [
      'PILOTAGE AGREEMENT',
      ['PILOTAGE AGREEMENT PILOTAGE AGREEMENT (the "Agreement") dated as of May 2, 2019'],
    ],
    ['SERVICE AGREEMENT', ['SERVICE AGREEMENT Contract No. 77-B/12', 'Page 1 of 9']],
    [
      'JOINT VENTURE AGREEMENT',
      [
        'JOINT VENTURE AGREEMENT',
        'TABLE OF CONTENTS',
        '1. DEFINITIONS 3',
        '2. LICENSE AGREEMENT 5',
        '3. LEASE 7',
      ],
    ],
    ['FORM OF TRANSITION SERVICES AGREEMENT', ['FORM OF', 'TRANSITION SERVICES AGREEMENT']],
    ['COOPERATION AGREEMENT', ['[LOGO OF TARN VALLEY]', 'COOPERATION AGREEMENT']],
  ])('%s', (title, lines) => {
    expect(titleOf(...lines)).toBe(title);
  });

  test('is the one the preamble names where the head line is the company and the title', () => {
    expect(
      titleOnly(
        'OSPREY CARTAGE CONTENT LICENSE AGREEMENT',
        `This Content License Agreement ("Agreement") ${PREAMBLE}`,
      ),
    ).toBe('CONTENT LICENSE AGREEMENT');
  });

  test('is taken from the preamble where no line stands for it', () => {
    expect(
      titleOnly(
        'Tarn Valley Foods, Inc.',
        `This Cold Chain Monitoring Agreement (this "Agreement") ${PREAMBLE}`,
      ),
    ).toBe('Cold Chain Monitoring Agreement');
    expect(
      titleOnly('Dear Ms. Quill:', 'This letter agreement confirms the terms on which we engage you.'),
    ).toBe('letter agreement');
  });

  test('a bare head word gives way to the fuller name in the preamble', () => {
    expect(titleOnly('AGREEMENT', `This Vessel Charter Agreement (this "Agreement") ${PREAMBLE}`)).toBe(
      'Vessel Charter Agreement',
    );
  });

  test('is not the agreement that is amended', () => {
    expect(
      titleOnly(
        'THIRD AMENDMENT',
        'This Third Amendment (this "Amendment") to the Equipment Lease Agreement dated May 2, 2019 is made by and between Tarn Valley Foods, Inc. and Osprey Freight LLC.',
      ),
    ).toBe('THIRD AMENDMENT');
  });

  test('agreed by title line and preamble is surer than one of them alone', () => {
    const both = extract(
      document(['SUPPLY AGREEMENT', `This Supply Agreement (this "Agreement") ${PREAMBLE}`]),
    );
    const line = extract(document(['SUPPLY AGREEMENT', `This Agreement ${PREAMBLE}`]));
    const preamble = extract(document([`This Supply Agreement (this "Agreement") ${PREAMBLE}`]));
    const order = [both, line, preamble].map((extraction) => extraction.documentName?.confidence ?? 0);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(3);
  });
});
