import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { StreamCheckResponse, StreamWarning } from '@vialog/contracts';
import { call } from '../api/call.ts';
import { useWords } from '../language/language.ts';
import styles from './camera-form.module.css';

/** Time without typing after which the URL is checked, ms. */
const typingPauseMs = 500;

/** Warnings about the stream URL while it is typed: other cameras read the same stream. They do not prevent saving. */
export function StreamWarnings({ url, cameraId }: { url: string; cameraId?: string | undefined }) {
  const warnings = useStreamWarnings(url.trim(), cameraId);
  return (
    <div role="status">
      {warnings.map((warning) => (
        <StreamInUse key={warning.kind} warning={warning} />
      ))}
    </div>
  );
}

function StreamInUse({ warning: { cameras, total } }: { warning: StreamWarning }) {
  const { t } = useWords();
  return (
    <p className={styles.warning}>
      {t('streamWarning.inUse', { count: total })}{' '}
      {cameras.map(({ cameraId, name }, index) => (
        <span key={cameraId}>
          {index > 0 && t('streamWarning.separator')}
          <Link to="/cameras/$cameraId" params={{ cameraId }} target="_blank">
            {name}
          </Link>
        </span>
      ))}
      {total > cameras.length && t('streamWarning.more', { count: total - cameras.length })}
    </p>
  );
}

/** An incomplete URL is rejected by the server; the form shows that error when it is saved. */
function useStreamWarnings(url: string, cameraId: string | undefined): readonly StreamWarning[] {
  const [checked] = useDebouncedValue(url, typingPauseMs);
  const { data } = useQuery({
    queryKey: ['streamCheck', cameraId, checked],
    queryFn: () =>
      call<StreamCheckResponse>('POST', '/v1/streams/check', { stream: { url: checked }, cameraId }),
    enabled: checked === url && URL.canParse(checked),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return data?.warnings ?? [];
}
