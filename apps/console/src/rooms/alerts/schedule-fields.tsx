import { Checkbox, TextInput } from '@mantine/core';
import { useWords } from '../../language/language.ts';
import styles from './alerts.module.css';
import { weekdayNames, type DraftProps, type WeekdayName } from './rule-draft.ts';

/** Weekdays and a daily period, in the local time of each camera. */
export function ScheduleFields({ draft, change }: DraftProps) {
  const { t } = useWords();
  const toggle = (day: WeekdayName) =>
    change({
      days: weekdayNames.filter((each) =>
        each === day ? !draft.days.includes(day) : draft.days.includes(each),
      ),
    });
  return (
    <fieldset className={styles.schedule}>
      <Checkbox
        label={t('alerts.timed')}
        checked={draft.isTimed}
        onChange={(event) => change({ isTimed: event.currentTarget.checked })}
      />
      {draft.isTimed && (
        <>
          <div className={styles.actions}>
            {weekdayNames.map((day) => (
              <Checkbox
                key={day}
                label={t(`alerts.day.${day}`)}
                checked={draft.days.includes(day)}
                onChange={() => toggle(day)}
              />
            ))}
          </div>
          <div className={styles.actions}>
            <TextInput
              label={t('alerts.from')}
              value={draft.from}
              onChange={(event) => change({ from: event.currentTarget.value })}
            />
            <TextInput
              label={t('alerts.to')}
              value={draft.to}
              onChange={(event) => change({ to: event.currentTarget.value })}
            />
          </div>
        </>
      )}
    </fieldset>
  );
}
