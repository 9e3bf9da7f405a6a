// Saves the experiment or the trace: as a file, or where the browser does not save files, as a text to take along.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { writeExperiment } from '#config/write-experiment.ts';
import { experimentWithNotation } from '#store/notation.ts';
import type { StudioState } from '#store/state.ts';
import { traceDocument } from '#trace/document/document.ts';
import { Dialog } from '#ui/controls/Dialog.tsx';
import { useStudioStore } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { canDownload, download, type FileKind, fileName } from './download.ts';

interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** What is on the screen as a file; null for the trace of a run that has none. */
function fileOf(kind: FileKind, state: StudioState): SavedFile | null {
  const { experiment, trace } = state;
  if (kind === 'experiment') {
    return {
      name: fileName(experiment.title, kind),
      text: writeExperiment(experimentWithNotation(state)),
    };
  }
  if (trace === null) return null;
  const text = JSON.stringify(traceDocument(trace));
  return { name: fileName(trace.experiment.title, kind), text };
}

/** Closes itself where nothing is left to ask. */
export function SaveDialog(props: {
  readonly kind: FileKind;
  readonly onClose: () => void;
}): ReactNode {
  const { kind, onClose } = props;
  const studio = useStudioStore();
  const [file] = useState(() => fileOf(kind, studio.getState()));
  const [offered, setOffered] = useState(!canDownload());
  useEffect(() => {
    if (offered) return;
    try {
      if (file) download(file.name, file.text);
      onClose();
    } catch {
      // Refused: the text is offered instead.
      setOffered(true);
    }
  }, [file, offered, onClose]);
  return offered && file && <Offer {...file} onClose={onClose} />;
}

/** The text of a file, to download, to copy, or to select. */
function Offer(props: SavedFile & { readonly onClose: () => void }): ReactNode {
  const t = useTranslate();
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    area.current?.select();
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
    } catch {
      // No leave to write to the clipboard: the text is selected, and the usual keys copy it.
    }
  };
  return (
    <Dialog title={t('studio.save.title', { name: props.name })} onClose={props.onClose}>
      <p className="dialog-text">{t('studio.save.text')}</p>
      <textarea
        ref={area}
        className="save-text"
        rows={12}
        readOnly
        spellCheck={false}
        aria-label={props.name}
        value={props.text}
      />
      <p className="dialog-actions">
        <button type="button" className="button" onClick={() => void copy()}>
          {copied ? t('ui.copied') : t('studio.save.copy')}
        </button>
        <button
          type="button"
          className="button button-strong"
          onClick={() => download(props.name, props.text)}
        >
          {t('studio.save.download')}
        </button>
      </p>
    </Dialog>
  );
}
