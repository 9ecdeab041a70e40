import { Button, Checkbox, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { flushSync } from 'react-dom';
import type { AlertChannelInput, CreatedAlertChannel, ListedAlertChannel } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from './alerts.module.css';
import { focusWrongField } from './focus-wrong-field.ts';
import { useChannelChanges } from './use-channel-changes.ts';

interface ChannelFormProps {
  readonly channel: ListedAlertChannel | undefined;
  readonly onCreated: (channel: CreatedAlertChannel) => void;
}

/** The settings of a channel. */
export function ChannelForm({ channel, onCreated }: ChannelFormProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<AlertChannelInput>(() => draftOf(channel));
  const [isChecked, setChecked] = useState(false);
  const { createChannel, changeChannel } = useChannelChanges();
  const saving = channel ? changeChannel : createChannel;
  const close = () => void navigate({ to: '/alerts', search: {} });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    flushSync(() => setChecked(true));
    if (focusWrongField(event.currentTarget)) return;
    if (channel) changeChannel.mutate({ channelId: channel.channelId, patch: draft }, { onSuccess: close });
    else createChannel.mutate(draft, { onSuccess: onCreated });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ChannelFields
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

const draftOf = (channel: ListedAlertChannel | undefined): AlertChannelInput =>
  channel ? { name: channel.name, url: channel.url, isOn: channel.isOn } : { name: '', url: '', isOn: true };

interface ChannelFieldsProps {
  readonly draft: AlertChannelInput;
  readonly change: (fields: Partial<AlertChannelInput>) => void;
  /** Whether wrong fields are marked: after the first attempt to save. */
  readonly isChecked: boolean;
}

function ChannelFields({ draft, change, isChecked }: ChannelFieldsProps) {
  const { t } = useWords();
  return (
    <>
      <div className={styles.fields}>
        <TextInput
          label={t('channels.name')}
          error={isChecked && draft.name.trim() === '' && t('channels.nameHint')}
          maxLength={120}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          type="url"
          label={t('channels.url')}
          description={t('channels.urlHelp')}
          error={isChecked && !isWebUrl(draft.url) && t('channels.urlHint')}
          maxLength={2000}
          value={draft.url}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label={t('channels.switchOn')}
        checked={draft.isOn}
        onChange={(event) => change({ isOn: event.currentTarget.checked })}
      />
    </>
  );
}

const isWebUrl = (text: string): boolean =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
