import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CameraHealth } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverSentences } from '../../shell/error-text.ts';

/** Says that the zones of a moved camera still match what it shows. */
export function ConfirmView({ cameraId }: { cameraId: string }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const confirmation = useMutation({
    mutationFn: () => call<CameraHealth>('POST', `/v1/cameras/${cameraId}/confirm-view`),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['camera', cameraId] }),
        queries.invalidateQueries({ queryKey: ['attention'] }),
      ]),
  });
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        title={t('history.confirmHint')}
        loading={confirmation.isPending}
        onClick={() => confirmation.mutate()}
      >
        {t('history.confirmView')}
      </Button>
      {confirmation.error && (
        <span role="alert">
          <ErrorMessage
            text={errorText(confirmation.error, t)}
            serverText={serverSentences(confirmation.error)[0]}
          />
        </span>
      )}
    </>
  );
}
