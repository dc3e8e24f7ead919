/**
 * A blueprint: what an organization of a trade begins with (ORG-09, ORG-31). Data, versioned: a change of one raises its
 * `version`, and organizations take it over when they decide to. Roles are those of `shared/team`, plan templates those
 * of `shared/onboarding`; a blueprint names them.
 */
export interface Status {
  readonly key: string;
  readonly name: string;
  readonly category: 'open' | 'won' | 'lost';
  /** Who sees records of this status: stage A everybody, stage B those who took over (K8). */
  readonly stage?: 'A' | 'B';
}

export interface Pipeline {
  readonly key: string;
  readonly name: string;
  /** Which records move through it. */
  readonly subject: 'customer' | 'contract' | 'case' | 'deal' | 'ticket';
  readonly statuses: readonly Status[];
  /** Where one team hands over to another (K8): who hands over, who accepts, and where a refusal leads. */
  readonly handoff?: {
    readonly at: string;
    readonly from_role: string;
    readonly to_role: string;
    readonly accepted: string;
    readonly refused: string;
  };
}

export interface CustomField {
  readonly key: string;
  readonly label: string;
  readonly entity: 'customer' | 'stakeholder' | 'contract';
  readonly type: 'text' | 'number' | 'date' | 'boolean' | 'select';
  readonly options?: readonly string[];
  readonly required?: true;
}

export interface Picklist {
  readonly key: string;
  readonly name: string;
  readonly values: readonly string[];
}

/** An e-mail; `{{name}}` is filled in when it is sent. */
export interface MailTemplate {
  readonly key: string;
  readonly name: string;
  readonly subject: string;
  readonly body: string;
}

export interface IndustryLine {
  readonly key: string;
  readonly name: string;
}

/** What provisioning copies into an organization, which may then go its own way. */
export interface Configuration {
  readonly pipelines: readonly Pipeline[];
  readonly fields: readonly CustomField[];
  readonly picklists: readonly Picklist[];
  readonly templates: readonly MailTemplate[];
}

export interface BlueprintDefinition extends Configuration {
  readonly version: number;
  readonly name: string;
  readonly description: string;
  /** Lines of business to choose from; none where the trade has no such division (K19). */
  readonly industry_lines: readonly IndustryLine[];
}
