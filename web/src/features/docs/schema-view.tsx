import { useTranslation } from 'react-i18next';
import styles from './docs.module.css';
import { Prose } from './prose.tsx';
import { type ApiDocument, resolve, type Schema, withoutNull } from './reference.ts';

interface Props {
  readonly schema: Schema;
  readonly document: ApiDocument;
  readonly depth?: number;
}

/** Deeper is not shown: by then it is the same again. */
const DEEPEST = 6;

/** The fields of a shape, those of its parts within them. */
export function SchemaView({ schema: given, document, depth = 0 }: Props) {
  const { t } = useTranslation();
  const schema = partsOf(resolve(given, document), document);
  if (depth > DEEPEST) return null;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices?.some((choice) => partsOf(resolve(choice, document), document).properties))
    return (
      <ul className={styles.choices}>
        {choices.map((choice, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a shape have no names and never move
          <li key={index}>
            <span className={styles.label}>{t('docs.oneOf')}</span>
            <SchemaView schema={choice} document={document} depth={depth + 1} />
          </li>
        ))}
      </ul>
    );
  if (!schema.properties) return depth === 0 ? <code>{typeText(schema, document)}</code> : null;
  return (
    <ul className={styles.fields}>
      {Object.entries(schema.properties).map(([name, property]) => (
        <li key={name}>
          <div>
            <code className={styles.name}>{name}</code>{' '}
            <span className={styles.type}>{typeText(property, document)}</span>
            {schema.required?.includes(name) && <span className={styles.required}>{t('docs.required')}</span>}
          </div>
          {property.description && (
            <p className={styles.help}>
              <Prose>{property.description}</Prose>
            </p>
          )}
          <SchemaView schema={property} document={document} depth={depth + 1} />
        </li>
      ))}
    </ul>
  );
}

/** What has fields of its own: an object, or what a list is made of. */
function partsOf(given: Schema, document: ApiDocument): Schema {
  const { schema } = withoutNull(given);
  return schema.items ? partsOf(resolve(schema.items, document), document) : schema;
}

/** `integer 1…100`, `string[] | null`. */
function typeText(given: Schema, document: ApiDocument): string {
  const { schema, nullable } = withoutNull(resolve(given, document));
  return `${plainType(schema, document)}${nullable ? ' | null' : ''}`;
}

function plainType(schema: Schema, document: ApiDocument): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((choice) => typeText(choice, document)))].join(' | ');
  if (schema.items) {
    const item = typeText(schema.items, document);
    return item.includes('|') ? `(${item})[]` : `${item}[]`;
  }
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  const [from, to] = [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength];
  // A whole number's own limits say nothing.
  const [low, high] = [from, to].map((limit) =>
    Math.abs(limit ?? 0) >= Number.MAX_SAFE_INTEGER ? undefined : limit,
  );
  const range = low === undefined && high === undefined ? '' : ` ${low ?? ''}…${high ?? ''}`;
  return `${type}${schema.format ? ` (${schema.format})` : ''}${range}`;
}
