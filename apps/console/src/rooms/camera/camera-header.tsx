import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Camera, CameraHealth } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { isSimulatedCamera } from '../../demo/simulated-name.ts';
import { ageText, fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { attentionAction } from '../../cameras/attention-action.ts';
import { cameraStateOf, hasState } from '../../cameras/camera-state.ts';
import { StateMark } from '../../cameras/state-mark.tsx';
import styles from './camera-room.module.css';
import { changeWithUndo } from '../../undo/change-with-undo.ts';
import { ConfirmView } from './confirm-view.tsx';
import { Retire } from './retire.tsx';
import { ServerText } from '../../shell/server-text.tsx';

export function CameraHeader({ camera, health }: { camera: Camera; health: CameraHealth | undefined }) {
  const { t } = useWords();
  return (
    <header className={styles.header}>
      <div className={styles.names}>
        <Link to="/" search={{ camera: camera.cameraId }} className={styles.back}>
          {t('camera.backToMap')}
        </Link>
        <h1 className={styles.name}>{camera.name}</h1>
        <p className={styles.status}>
          {hasState(camera) && (
            <StateMark state={cameraStateOf(camera.lifecycle, health?.state)} word size={13} />
          )}
          {isSimulatedCamera(camera) && <span>{t('simulated.mark')}</span>}
          {health && <HealthText camera={camera} health={health} />}
          <LocalTime timeZone={camera.timeZone} />
        </p>
      </div>
      <Actions camera={camera} />
    </header>
  );
}

function HealthText({ camera, health }: { camera: Camera; health: CameraHealth }) {
  const { t, tag } = useWords();
  const now = useNow();
  const isFaulty = health.state === 'offline' || health.state === 'degraded';
  const since = fullTime(Date.parse(health.changedAt), { language: tag, timeZone: camera.timeZone });
  return (
    <>
      {health.reason && <span>{t(`reason.${health.reason}`)}</span>}
      {health.detail && <ServerText of={health.detail} />}
      {health.lastFrameAt && (
        <span>
          {t('camera.lastFrame', { age: ageText(Math.max(0, now - Date.parse(health.lastFrameAt)), t) })}
        </span>
      )}
      {isFaulty && <span>{t('attention.since', { time: since })}</span>}
      {isFaulty && <span>{t(attentionAction(health))}</span>}
      {health.reason === 'moved' && <ConfirmView cameraId={camera.cameraId} />}
    </>
  );
}

function LocalTime({ timeZone }: { timeZone: string }) {
  const { t, tag } = useWords();
  const now = useNow();
  return (
    <span className={styles.local}>
      {t('camera.localTime', { time: fullTime(now, { language: tag, timeZone }) })}
    </span>
  );
}

type Transition = 'pause' | 'resume' | 'retire';

/** Changes the life cycle. A pause and a resumption can be undone; a retirement cannot, and is confirmed before. */
function useTransition({ cameraId, name }: Camera) {
  const { t } = useWords();
  const queries = useQueryClient();
  const transition = useMutation({
    mutationFn: (to: Transition) => call<Camera>('POST', `/v1/cameras/${cameraId}/${to}`),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['camera', cameraId] }),
        queries.invalidateQueries({ queryKey: ['cameras'] }),
      ]),
  });
  const change = (to: 'pause' | 'resume') =>
    changeWithUndo<Transition>(transition, {
      change: to,
      undo: to === 'pause' ? 'resume' : 'pause',
      text: t(to === 'pause' ? 'undo.pausedCamera' : 'undo.resumedCamera', { name }),
    });
  return { transition, change };
}

function Actions({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const { transition, change } = useTransition(camera);
  if (camera.lifecycle === 'retired') return null;
  const running = camera.lifecycle === 'active';
  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        {camera.streamKind !== 'counter' && (
          <Link to="/cameras/$cameraId/zones" params={{ cameraId: camera.cameraId }} className={styles.edit}>
            {t('camera.editZones')}
          </Link>
        )}
        <EditCamera cameraId={camera.cameraId} />
        <Button
          size="xs"
          variant="default"
          loading={transition.isPending}
          onClick={() => change(running ? 'pause' : 'resume')}
        >
          {t(running ? 'camera.pause' : 'camera.resume')}
        </Button>
        <Retire name={camera.name} busy={transition.isPending} onRetire={() => transition.mutate('retire')} />
      </div>
      {transition.error && (
        <p role="alert" className={styles.error}>
          <ErrorMessage
            text={errorText(transition.error, t)}
            serverText={serverSentences(transition.error)[0]}
          />
        </p>
      )}
    </div>
  );
}

function EditCamera({ cameraId }: { cameraId: string }) {
  const { t } = useWords();
  return (
    <Button
      size="xs"
      variant="default"
      className={styles.other}
      renderRoot={(props) => <Link to="/cameras/$cameraId/edit" params={{ cameraId }} {...props} />}
    >
      {t('camera.edit')}
    </Button>
  );
}
