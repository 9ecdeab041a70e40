import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ListedRule } from '@vialog/contracts';
import { serverNow } from '../../api/call.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './alerts.module.css';
import { Failure } from '../../shell/failure.tsx';
import { changeWithUndo } from '../../undo/change-with-undo.ts';
import { useAlertChanges } from './use-alert-changes.ts';
import { ServerText } from '../../shell/server-text.tsx';

const muteMs = 3_600_000;

/** The rules with how often each fired. */
export function RuleList({ rules }: { rules: readonly ListedRule[] }) {
  return (
    <ul className={styles.rows}>
      {rules.map((rule) => (
        <RuleRow key={rule.ruleId} rule={rule} />
      ))}
    </ul>
  );
}

function RuleRow({ rule }: { rule: ListedRule }) {
  const { t, tag } = useWords();
  const { changeRule, deleteRule } = useAlertChanges();
  const { ruleId, name, q, isOn, fired, zones, problem, createdBy } = rule;
  const switchRule = (next: boolean) =>
    changeWithUndo(changeRule, {
      change: { ruleId, patch: { isOn: next } },
      undo: { ruleId, patch: { isOn: !next } },
      text: t(next ? 'undo.ruleOn' : 'undo.ruleOff', { name }),
    });
  return (
    <li className={styles.alert}>
      <div className={styles.what}>
        <Checkbox checked={isOn} label={name} onChange={(event) => switchRule(event.currentTarget.checked)} />
        <code className={styles.line}>{q}</code>
      </div>
      <p className={styles.soft}>
        <span>{t('alerts.fired', { count: fired.lastWeek, day: wholeNumber(fired.lastDay, tag) })}</span>
        {zones > 0 && <span>{t('alerts.watches', { count: zones })}</span>}
        <span>{t('alerts.createdBy', { name: createdBy })}</span>
      </p>
      {zones === 0 && problem === undefined && <p className={styles.error}>{t('alerts.watchesNothing')}</p>}
      {problem !== undefined && (
        <p className={styles.error}>
          {t('alerts.problem')} <ServerText of={problem} />
        </p>
      )}
      <div className={styles.actions}>
        <Link to="/alerts" search={{ rule: ruleId }}>
          {t('alerts.edit')}
        </Link>
        <MuteButton rule={rule} />
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            if (globalThis.confirm(t('alerts.confirmDelete', { name }))) deleteRule.mutate(ruleId);
          }}
        >
          {t('alerts.delete', { name })}
        </Button>
      </div>
      <Failure error={changeRule.error ?? deleteRule.error} />
    </li>
  );
}

function MuteButton({ rule: { ruleId, name, mutedUntilAt } }: { rule: ListedRule }) {
  const { t, tag } = useWords();
  const { changeRule } = useAlertChanges();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const until = mutedUntilAt === undefined ? 0 : Date.parse(mutedUntilAt);
  const isMuted = until > serverNow();
  const mute = isMuted ? null : new Date(Math.ceil(serverNow()) + muteMs).toISOString();
  const before = isMuted ? (mutedUntilAt ?? null) : null;
  const onMute = () =>
    changeWithUndo(changeRule, {
      change: { ruleId, patch: { mutedUntilAt: mute } },
      undo: { ruleId, patch: { mutedUntilAt: before } },
      text: t(isMuted ? 'undo.unmutedRule' : 'undo.mutedRule', { name }),
    });
  return (
    <Button size="xs" variant="default" onClick={onMute}>
      {isMuted
        ? t('alerts.unmute', { time: fullTime(until, { language: tag, timeZone }) })
        : t('alerts.mute')}
    </Button>
  );
}
