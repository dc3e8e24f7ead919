/** Technical requirements, each with its category. */
import type { Fact, RequirementCategory, TechnicalRequirement } from '../extraction.ts';
import { factAt, factOf } from './facts.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Source, Span } from './source.ts';
import { columnOf, type Grid } from './tables.ts';

const CATEGORIES: readonly (readonly [category: RequirementCategory, cue: RegExp])[] = [
  [
    'migration',
    /\b(?:migrat\w+|(?:are|is|be) loaded|historical data|cut-?over|data load|imported from|converted from|legacy data|reconciled)\b/i,
  ],
  [
    'compliance',
    /\b(?:SOC ?[12]|ISO[ /]?(?:IEC )?\d{4,5}|HIPAA|HITRUST|GDPR|PCI(?:[- ]DSS)?|FedRAMP|audit logs?|penetration test\w*|certification|accessib\w+|WCAG|21 CFR|CCPA|retained for|audit trail|data processing agreement)\b/i,
  ],
  [
    'identity',
    /\b(?:SAML|SSO|single sign-?on|OAuth|OpenID|OIDC|SCIM|LDAP|Active Directory|Entra|Okta|multi-?factor|MFA|two-factor|user provisioning|sign-in|log-?in|identity provider|role-based access|passkeys?)\b/i,
  ],
  [
    'security',
    /\b(?:encrypt\w*|TLS|AES(?:-\d+)?|privileged access|firewall|vulnerabilit\w+|malware|key management|HSM|secure(?:d|ly)?|security|intrusion|SIEM)\b/i,
  ],
  [
    'performance',
    /\b(?:per second|per minute|per hour|throughput|latency|concurrent|response time|requests? per|completes? (?:in|within)|load time|simultaneous|milliseconds?|queueing|less than \d+ (?:seconds?|minutes?))\b/i,
  ],
  [
    'integration',
    /\b(?:API|APIs|interfaces?|integrat\w+|FHIR|HL7|webhooks?|OData|EDI|SFTP|REST|SOAP|GraphQL|connectors?|import format|export(?:ed|s)?|ERP|CRM|SAP|Salesforce|NetSuite|Workday|registry|synchroni[sz]\w+|feeds?|EHR|Epic|Cerner|X12|CSV|ACORD|message queue)\b/i,
  ],
  [
    'infrastructure',
    /\b(?:browsers?|Chrome|Edge|Safari|Firefox|wireless|Wi-?Fi|WPA\d?|network|VPN|servers?|bandwidth|operating system|Windows|Linux|iOS|Android|mobile devices?|hardware|Kubernetes|cloud|AWS|Azure|GCP|on-premises?|virtual machines?|dedicated|IPv6|failover)\b/i,
  ],
  [
    'data',
    /\b(?:data centers?|data centres?|regions?|resid(?:e|es|ency)|stored|backups?|back-ups?|data is|data (?:are|stay)|personal information|retention|deleted|kept in|located in|storage|hosted in|database|files)\b/i,
  ],
];

/** Which of the categories a requirement belongs to. */
export function categoryOf(text: string): RequirementCategory {
  const storage =
    /\b(?:stored|stay|stays|kept|hosted|reside[sd]?|remain)\b[^.]{0,80}\b(?:in|within|located)\b/i.test(
      text,
    ) && /\b(?:data|backups?|files|records)\b/i.test(text);
  if (storage && !/\bencrypt/i.test(text)) return 'data';
  for (const [category, cue] of CATEGORIES) if (cue.test(text)) return category;
  return 'other';
}

const SPECIFIC =
  /\b(?:SAML|SCIM|OAuth|OpenID|OIDC|LDAP|Okta|Entra|multi-?factor|MFA|single sign-?on|SSO|TLS|AES|encrypt\w*|SOC ?[12]|ISO ?\d{4,5}|HIPAA|HITRUST|PCI|FedRAMP|GDPR|HL7|FHIR|OData|SFTP|EDI|X12|webhooks?|REST|API|APIs|GraphQL|WPA\d|VPN|browsers?|Chrome|migrat\w+|data cent(?:er|re)s?|backups?|audit logs?|penetration|import format|requests? per|per second|concurrent|throughput|interfaces?|integrat\w+|SAP|Salesforce|Workday|NetSuite|Epic|uptime|latency|reconciled|loaded|registry|portal|planning run|nightly|regions?|hosted|stored|sign-in|(?:de-?)?provisioning)\b/gi;
const SECTION =
  /\b(?:technical|technology|integrations?|information security|security|data|identity|infrastructure|systems?|interfaces?|migration|it) (?:requirements?|conditions?|standards?|specifications?|terms|annex|schedule|exhibit|provisions?|rules|measures|matters|and \w+)\b|\btechnical\b|^(?:\d+[.)]? |article \w+\.? |section \w+\.? |part \w+\.? |exhibit \w+ ?[-:]? |schedule \w+ ?[-:]? )?(?:data|integration|integrations|security|migration|systems|interfaces|requirements|technical\b.*|hosting)$/i;
const DISCLAIMER =
  /\b(?:no promise|its own (?:side|risk)|own side|some countries|does not (?:warrant|guarantee|cover)|describes a past|may (?:offer|move|use|pause|suspend|change)|not part of|purchase[- ]order|disclos\w+|left out|is responsible for|confidential information|reverse engineer|third part(?:y|ies)|intellectual property|trademark|liab\w+|indemnif\w+|warrant(?:y|ies)|laws? (?:that|of|forbid)|agree(?:s|d) in writing)\b/i;
const HEADING =
  /^(?:(?:ARTICLE|Article|SECTION|Section|PART|Part|EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix) [\w.]+|[\d.]{1,6}|[A-Z])[.):]? ?[-–:]? ?\S|^\p{Lu}[^.!?;]{2,70}$/u;

const isHeading = (text: string): boolean =>
  text.length < 80 &&
  HEADING.test(text) &&
  !/[.;,]$/.test(text) &&
  !/\b(?:shall|will|must|is|are)\b/.test(text);

function tidy(text: string): string {
  return text
    .replace(/^\W{0,3}\t/, '')
    .replace(/^(?:[-*•◦▪·o] |\(?[a-z\d]{1,3}[.)] |\d+(?:\.\d+)+ |[A-Z]{1,4}-\d+ )/u, '')
    .replace(/\s+/g, ' ')
    .replace(/[.;]$/, '')
    .trim();
}

/** Sentences of a paragraph with their spans. */
function sentences(source: Source, paragraph: Span): Span[] {
  const text = source.text.slice(paragraph.start, paragraph.end);
  const spans: Span[] = [];
  let start = 0;
  for (const stop of text.matchAll(/(?<!\b(?:v|No|Inc|Co|e\.g|i\.e|approx))[.;](?= \p{Lu}|$)/gu)) {
    spans.push({ start: paragraph.start + start, end: paragraph.start + stop.index + 1 });
    start = stop.index + 2;
  }
  if (start < text.length) spans.push({ start: paragraph.start + start, end: paragraph.end });
  return spans;
}

function fromTable(grid: Grid): Fact<TechnicalRequirement>[] {
  const column = columnOf(
    grid.header,
    /\b(?:technical )?(?:requirement|specification|condition|control)s?\b/i,
  );
  if (column < 0 || /\b(?:price|fee|amount)\b/i.test(grid.header.join(' '))) return [];
  return grid.rows.flatMap((row) => {
    const text = tidy(row.cells[column] ?? '');
    if (text.split(' ').length < 3 || isPlaceholder(text)) return [];
    return [factOf({ requirement: text, category: categoryOf(text) }, [row.evidence], 0.88)];
  });
}

function fromText(source: Source): Fact<TechnicalRequirement>[] {
  const found: Fact<TechnicalRequirement>[] = [];
  let technical = false;
  let since = 0;
  for (const paragraph of source.paragraphs) {
    if (found.length >= 60) break;
    const text = source.text.slice(paragraph.start, paragraph.end);
    // One tab after a list mark is an item, more are a table's row.
    if (text.replace(/^[^\p{L}]{0,4}\t/u, '').includes('\t')) continue;
    if (isHeading(text)) {
      technical =
        SECTION.test(text) &&
        !/\b(?:service levels?|contacts?|fees|general|privacy|confidential)\b/i.test(text);
      since = 0;
      continue;
    }
    since += text.length;
    if (since > 6000) technical = false;
    for (const span of sentences(source, paragraph)) {
      const sentence = tidy(source.text.slice(span.start, span.end));
      const wordCount = sentence.split(' ').length;
      if (wordCount < 4 || wordCount > 60 || isPlaceholder(sentence) || DISCLAIMER.test(sentence)) continue;
      const signals = new Set(sentence.match(SPECIFIC)?.map((word) => word.toLowerCase()) ?? []).size;
      const enough = technical
        ? signals >= 1
        : signals >= 2 &&
          /\b(?:is|are|must|shall|will|use|uses|keeps?|supports?|maintains?|provides?|runs?)\b/.test(
            sentence,
          ) &&
          wordCount <= 40;
      if (!enough) continue;
      found.push(
        factAt(
          source,
          { requirement: sentence, category: categoryOf(sentence) },
          [span],
          technical ? 0.75 : Math.min(0.6, 0.3 + signals * 0.08),
        ),
      );
    }
  }
  return found;
}

/** All technical requirements; a table of them makes scattered sentences unlikely. */
export function findRequirements(source: Source, grids: readonly Grid[]): Fact<TechnicalRequirement>[] {
  const tabled = grids.flatMap(fromTable);
  const told = fromText(source).filter((fact) => tabled.length === 0 || fact.confidence > 0.7);
  const seen = new Set<string>();
  return [...tabled, ...told].filter((fact) => {
    const key = fact.value.requirement.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
