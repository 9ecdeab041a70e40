import { Button, FileButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { NumberField } from '../forms/number-field.tsx';
import { useWords } from '../language/language.ts';
import type { BackgroundPicture } from './background.tsx';
import type { Tool } from './drawing-layer.tsx';
import type { ZoneEditorModel } from './use-zone-editor.ts';
import { useZoneImport } from './use-zone-import.tsx';
import { zonesAsJson } from './zone-draft.ts';
import styles from './zone-editor.module.css';

export const rowRange = [2, 60] as const;

interface EditorToolsProps {
  readonly name: string;
  readonly editor: ZoneEditorModel;
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly rowText: string;
  readonly onRowText: (text: string) => void;
  readonly background: BackgroundPicture;
}

const tools = ['select', 'rectangle', 'polygon', 'row', 'line'] as const;

/** Drawing tools, undo, copy, files and the background picture. */
export function EditorTools({
  name,
  editor,
  tool,
  onTool,
  rowText,
  onRowText,
  background,
}: EditorToolsProps) {
  const { t } = useWords();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('editor.tools')}>
      {tools.map((each) => (
        <ToolButton key={each} pressed={each === tool} onClick={() => onTool(each)}>
          {t(`editor.tool.${each}`)}
        </ToolButton>
      ))}
      {tool === 'row' && (
        <div className={styles.rowCount}>
          <NumberField
            size="xs"
            label={t('editor.rowLength')}
            hidesLabel
            text={rowText}
            range={rowRange}
            hint={t('editor.rowRange')}
            onText={onRowText}
          />
        </div>
      )}
      <span className={styles.gap} />
      <EditButtons editor={editor} />
      <FileButtons name={name} editor={editor} />
      <BackgroundButtons background={background} />
    </div>
  );
}

function ToolButton({
  pressed,
  onClick,
  children,
}: {
  pressed: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      size="compact-sm"
      variant={pressed ? 'filled' : 'default'}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

function EditButtons({ editor }: { editor: ZoneEditorModel }) {
  const { t } = useWords();
  const actions = [
    ['undo', () => editor.dispatch({ kind: 'undo' }), editor.canUndo],
    ['redo', () => editor.dispatch({ kind: 'redo' }), editor.canRedo],
    ['copy', editor.copy, editor.selected !== undefined],
    ['paste', editor.paste, true],
  ] as const;
  return actions.map(([action, run, enabled]) => (
    <Button key={action} size="compact-sm" variant="default" disabled={!enabled} onClick={run}>
      {t(`editor.${action}`)}
    </Button>
  ));
}

function FileButtons({ name, editor }: { name: string; editor: ZoneEditorModel }) {
  const { t } = useWords();
  const { read, outcome } = useZoneImport(editor);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        disabled={editor.state.zones.length === 0}
        onClick={() => download(`zones-${name}.json`, zonesAsJson(editor.state.zones))}
      >
        {t('editor.export')}
      </Button>
      <FileButton accept="application/json,.json" onChange={(file) => file && read(file)}>
        {(props) => (
          <Button size="compact-sm" variant="default" {...props}>
            {t('editor.import')}
          </Button>
        )}
      </FileButton>
      {outcome}
    </>
  );
}

function BackgroundButtons({ background }: { background: BackgroundPicture }) {
  const { t } = useWords();
  return (
    <>
      <FileButton
        accept="image/png,image/jpeg,image/webp"
        onChange={(file) => file && background.choose(file)}
      >
        {(props) => (
          <Button size="compact-sm" variant="default" {...props}>
            {t('editor.screenshot')}
          </Button>
        )}
      </FileButton>
      {background.picture && (
        <Button size="compact-sm" variant="default" onClick={background.remove}>
          {t('editor.removeScreenshot')}
        </Button>
      )}
      {background.failed && (
        <span className={styles.error} role="alert">
          {t('editor.noScreenshot')}
        </span>
      )}
    </>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(/[/\\:*?"<>|]/g, '-');
  link.click();
  URL.revokeObjectURL(url);
}
