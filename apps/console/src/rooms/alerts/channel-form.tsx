import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { flushSync } from 'react-dom';
import type { CreatedAlertChannel, ListedAlertChannel } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from './alerts.module.css';
import { channelDraftOf, channelInputOf, channelPatchOf, newChannelDraft } from './channel-draft.ts';
import { ChannelFields } from './channel-fields.tsx';
import { focusWrongField } from './focus-wrong-field.ts';
import { useChannelChanges } from './use-channel-changes.ts';

interface ChannelFormProps {
  readonly channel: ListedAlertChannel | undefined;
  readonly onCreated: (channel: CreatedAlertChannel) => void;
}

/** The settings of a channel. */
export function ChannelForm({ channel, onCreated }: ChannelFormProps) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() =>
    channel ? channelDraftOf(channel) : newChannelDraft(language, globalThis.location.origin),
  );
  const [isChecked, setChecked] = useState(false);
  const { createChannel, changeChannel } = useChannelChanges();
  const saving = channel ? changeChannel : createChannel;
  const close = () => void navigate({ to: '/alerts', search: {} });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    flushSync(() => setChecked(true));
    if (focusWrongField(event.currentTarget)) return;
    if (!channel) return createChannel.mutate(channelInputOf(draft), { onSuccess: onCreated });
    const { channelId } = channel;
    changeChannel.mutate({ channelId, patch: channelPatchOf(draft) }, { onSuccess: close });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ChannelFields
        channel={channel}
        draft={draft}
        change={(fields) => setDraft({ ...draft, ...fields })}
        isChecked={isChecked}
      />
      <Failure error={saving.error} />
      <div className={styles.actions}>
        <Button type="submit" size="sm" loading={saving.isPending}>
          {t('channels.save')}
        </Button>
        <Button size="sm" variant="default" onClick={close}>
          {t('channels.close')}
        </Button>
      </div>
    </form>
  );
}
