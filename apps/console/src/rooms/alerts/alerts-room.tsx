import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ListedRule } from '@vialog/contracts';
import { alertRulesQuery, alertsQuery } from '../../api/queries.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Section } from '../../shell/section.tsx';
import { AlertRow } from './alert-row.tsx';
import styles from './alerts.module.css';
import { ChannelList } from './channel-list.tsx';
import { ChannelPanel } from './channel-panel.tsx';
import { MissingNotice } from './missing-notice.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleList } from './rule-list.tsx';

/**
 * Alerts as they are raised, the rules that raise them, and the channels that deliver them. `?rule=new&q=…` opens an empty rule for
 * a search.
 */
export function AlertsRoom() {
  const { t } = useWords();
  usePageTitle(t('alerts.title'));
  const { rule: chosen, channel, q } = useSearch({ from: '/alerts' });
  const rules = useQuery(alertRulesQuery);
  if (rules.isPending) return <LoadingNotice />;
  if (!rules.data) return <ErrorNotice isPage error={rules.error} onRetry={() => void rules.refetch()} />;
  return (
    <div className={`${form.room} ${styles.room}`}>
      <h1 className={form.title}>{t('alerts.title')}</h1>
      {chosen !== undefined && <ChosenRule key={chosen} chosen={chosen} rules={rules.data} q={q ?? ''} />}
      {channel !== undefined && <ChannelPanel chosen={channel} />}
      <AlertList />
      <Section
        title={t('alerts.rules')}
        aside={
          <Link to="/alerts" search={{ rule: 'new' }}>
            {t('alerts.addRule')}
          </Link>
        }
      >
        {rules.data.length === 0 && <p className={form.hint}>{t('alerts.noRules')}</p>}
        <RuleList rules={rules.data} />
      </Section>
      <ChannelList />
    </div>
  );
}

interface ChosenRuleProps {
  readonly chosen: string;
  readonly rules: readonly ListedRule[];
  readonly q: string;
}

function ChosenRule({ chosen, rules, q }: ChosenRuleProps) {
  const rule = rules.find((each) => each.ruleId === chosen);
  if (!rule && chosen !== 'new') return <MissingNotice what="rule" />;
  return <RuleForm rule={rule} q={q} />;
}

function AlertList() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(alertsQuery);
  const active = data?.filter((alert) => alert.state !== 'closed') ?? [];
  const closed = data?.filter((alert) => alert.state === 'closed') ?? [];
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <LoadingNotice />;
  return (
    <>
      <Section title={t('alerts.active')}>
        {active.length === 0 && <p className={form.hint}>{t('alerts.noneActive')}</p>}
        <ul className={styles.rows}>
          {active.map((alert) => (
            <AlertRow key={alert.alertId} alert={alert} />
          ))}
        </ul>
      </Section>
      {closed.length > 0 && (
        <Section title={t('alerts.closed')}>
          <ul className={styles.rows}>
            {closed.map((alert) => (
              <AlertRow key={alert.alertId} alert={alert} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
