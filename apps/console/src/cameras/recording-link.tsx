import type { CameraSummary } from '@vialog/contracts';
import { useWords } from '../language/language.ts';
import { recordingUrl, type RecordedTime } from './recording-url.ts';

interface RecordingLinkProps {
  /** Undefined while it is loaded. */
  readonly camera: Pick<CameraSummary, 'cameraId' | 'recorderLink'> | undefined;
  readonly time: RecordedTime;
  readonly className?: string | undefined;
}

/** Opens the recording of a time in the recorder of the owner, in another tab. */
export function RecordingLink({ camera, time, className }: RecordingLinkProps) {
  const { t } = useWords();
  const url = camera && recordingUrl(camera, time);
  if (url === undefined) return null;
  return (
    <a href={url} target="_blank" rel="noreferrer" className={className}>
      {t('recording.open')}
    </a>
  );
}
