import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/types.ts';
import styles from './people.module.css';
import { influenceMap, initials, LEVELS } from './people.ts';

interface Props {
  readonly people: readonly Person[];
  /** Undefined for somebody who may not. */
  readonly onEdit: ((person: Person) => void) | undefined;
}

/** Who decides, who steers, who works with it, who is told; for each side. The table below it says the same. */
export function InfluenceMap({ people, onEdit }: Props) {
  const { t } = useTranslation();
  return (
    <section className={styles.map} aria-label={t('customers.map')}>
      <div className={styles.axis} aria-hidden>
        {LEVELS.map((level) => (
          <span key={level} data-level={level}>
            {t(`customers.influence.${level}`)}
          </span>
        ))}
      </div>
      {influenceMap(people).map(({ side, levels }) => (
        <div key={side} className={styles.side}>
          <h3 className={styles.sideName}>{t(`customers.side.${side}`)}</h3>
          <div className={styles.levels}>
            {levels.map(({ level, people: here }) => (
              <div key={level} className={styles.level} data-level={level} data-empty={here.length === 0}>
                <h4 className={styles.levelName}>{t(`customers.influence.${level}`)}</h4>
                {here.length > 0 && (
                  <ul className={styles.here}>
                    {here.map((person) => (
                      <li key={person.id}>
                        <Card person={person} onEdit={onEdit} />
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function Card({ person, onEdit }: { readonly person: Person; readonly onEdit: Props['onEdit'] }) {
  const { t } = useTranslation();
  const { name, title, roles, influence, influence_reason, side } = person;
  const inside = (
    <>
      <span className={styles.avatar} data-level={influence} data-side={side ?? 'unknown'} aria-hidden>
        {initials(name)}
      </span>
      <span className={styles.who}>
        <span className={styles.personName}>{name}</span>
        <span className={styles.detail}>
          {title ?? roles.map((role) => t(`contracts.choice.${role}`)).join(', ')}
        </span>
      </span>
    </>
  );
  return onEdit ? (
    <button type="button" className={styles.card} title={influence_reason} onClick={() => onEdit(person)}>
      {inside}
    </button>
  ) : (
    <div className={styles.card} title={influence_reason}>
      {inside}
    </div>
  );
}
