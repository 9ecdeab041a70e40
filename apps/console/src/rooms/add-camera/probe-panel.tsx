import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SamplingAdvice, StreamProbe } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { credentialsOfForm, type CameraForm } from '../../forms/camera-form.ts';
import styles from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverMessages } from '../../shell/error-text.ts';
import { Facts } from '../../shell/section.tsx';
import { planFieldsOf } from './planned-sampling.ts';

interface ProbePanelProps {
  readonly form: CameraForm;
  readonly change: (fields: Partial<CameraForm>) => void;
}

/** Connects to the stream once and says in words what was found. It is not necessary for saving. */
export function ProbePanel({ form, change }: ProbePanelProps) {
  const { t } = useWords();
  const probe = useMutation({
    mutationFn: () => {
      const transport = form.transport === 'udp' ? 'udp' : 'tcp';
      const credentials = credentialsOfForm(form) ?? undefined;
      return call<StreamProbe>('POST', '/v1/streams/probe', {
        stream: { url: form.url, transport },
        credentials,
      });
    },
  });
  return (
    <div className={styles.dialog}>
      <div className={styles.buttons}>
        <Button
          variant="default"
          loading={probe.isPending}
          disabled={form.url.trim() === ''}
          onClick={() => probe.mutate()}
        >
          {t('probe.run')}
        </Button>
      </div>
      <div role="status">
        {probe.isPending && <p className={styles.hint}>{t('probe.running')}</p>}
        {probe.data && !probe.isPending && <ProbeResult probe={probe.data} form={form} change={change} />}
      </div>
      {probe.error && (
        <p className={styles.error} role="alert">
          <ErrorMessage text={errorText(probe.error, t)} serverText={serverMessages(probe.error)[0]} />
        </p>
      )}
    </div>
  );
}

function ProbeResult({ probe, form, change }: ProbePanelProps & { readonly probe: StreamProbe }) {
  const { t } = useWords();
  const works = probe.outcome === 'playing';
  return (
    <div className={styles.dialog}>
      <p className={works ? styles.saved : styles.error}>
        <ErrorMessage
          text={t(`probe.outcome.${probe.outcome}`)}
          serverText={works ? undefined : probe.detail}
        />
      </p>
      {works && <Facts facts={factsOf(probe, t)} />}
      {[...probe.quality.map((issue) => issue.detail), ...probe.warnings].map((text) => (
        <p key={text} className={styles.warning} lang="en">
          {text}
        </p>
      ))}
      {probe.recommendations[0] && (
        <Recommendation advice={probe.recommendations[0]} form={form} change={change} />
      )}
    </div>
  );
}

type Words = ReturnType<typeof useWords>['t'];

function factsOf(probe: StreamProbe, t: Words): (readonly [string, string | undefined])[] {
  const { protocol, codec, width, height, framesPerSecond, keyframeIntervalMs, refreshMs } = probe;
  const seconds = (ms: number | undefined) =>
    ms === undefined ? undefined : t('probe.seconds', { seconds: Number((ms / 1_000).toFixed(1)) });
  const rate = framesPerSecond === undefined ? undefined : Number(framesPerSecond.toFixed(1));
  return [
    [t('probe.protocol'), [protocol?.toUpperCase(), codec].filter(Boolean).join(', ')],
    [t('probe.size'), width === undefined || height === undefined ? undefined : `${width} × ${height}`],
    [t('probe.rate'), rate === undefined ? undefined : t('plan.fps', { fps: rate })],
    [t('probe.keyframes'), seconds(keyframeIntervalMs)],
    [t('probe.refresh'), seconds(refreshMs)],
  ];
}

/** The recommended sampling plan; it is applied on request. */
function Recommendation({ advice, form, change }: ProbePanelProps & { readonly advice: SamplingAdvice }) {
  const { t } = useWords();
  const fields = planFieldsOf(advice.plan);
  const isUsed = Object.entries(fields).every(([field, text]) => form[field as keyof CameraForm] === text);
  const plan = t(`plan.${advice.plan.mode}`, { seconds: fields.planInterval, fps: fields.planFps });
  return (
    <div className={styles.buttons}>
      <span>{t('probe.recommended', { plan })}</span>
      {isUsed ? (
        <span className={styles.saved}>{t('probe.used')}</span>
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => change(fields)}>
          {t('probe.use')}
        </Button>
      )}
    </div>
  );
}
