// Takes a picture away: as what, in which colours, with a look at it before.

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Fault } from '#base/result.ts';
import { Dialog } from '#ui/controls/Dialog.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { usePresentMoment } from '#ui/moment.ts';
import { usePlainWriting } from '#ui/notation-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { describeFault } from '#words/describe-fault.ts';
import { type FigureColours, figureColours, figurePng, figureSvg, toldAbout } from './figure-of.ts';
import { saveBlob } from './save-blob.ts';
import './figure.css';

const formats = ['svg', 'png1', 'png2', 'png4'] as const;
type Format = (typeof formats)[number];

const scales: Readonly<Record<Exclude<Format, 'svg'>, number>> = { png1: 1, png2: 2, png4: 4 };

export function FigureDialog(props: {
  readonly root: Element;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTranslate();
  const { root, name, onClose } = props;
  const [format, setFormat] = useState<Format>('svg');
  const [colours, setColours] = useState<FigureColours>('light');
  const [said, setSaid] = useState('');
  const told = useTold(name);
  const text = useMemo(() => figureSvg({ root, colours, ...told }), [root, colours, told]);
  const preview = useBlobAddress(text);
  const fail = (fault: Fault): void => setSaid(describeFault(fault, t));
  const make = async (): Promise<Blob | null> => {
    if (format === 'svg') return new Blob([text], { type: 'image/svg+xml' });
    const png = await figurePng({ root, colours, ...told }, scales[format]);
    if (png.ok) return png.value;
    fail(png.fault);
    return null;
  };
  const save = async (): Promise<void> => {
    const blob = await make();
    if (blob)
      saveBlob(`unrolled-${name.replaceAll(' ', '-')}.${format === 'svg' ? 'svg' : 'png'}`, blob);
  };
  const copy = async (): Promise<void> => {
    const blob = await make();
    if (!blob) return;
    try {
      if (format === 'svg') await navigator.clipboard.writeText(text);
      else await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
      setSaid(t('ui.copied'));
    } catch {
      fail({ code: 'figure-not-copied', path: '', values: {} });
    }
  };
  return (
    <Dialog title={t('ui.figure', { name })} onClose={onClose}>
      <div className="figure-choices">
        <SelectField
          label={t('figure.format')}
          value={format}
          options={formats.map((value) => ({ value, text: t(`figure.format.${value}`) }))}
          onChange={setFormat}
        />
        <SelectField
          label={t('figure.colours')}
          value={colours}
          options={figureColours.map((value) => ({ value, text: t(`figure.colours.${value}`) }))}
          onChange={setColours}
        />
        <button type="button" className="button" onClick={() => void copy()}>
          {t('figure.copy')}
        </button>
        <button type="button" className="button button-strong" onClick={() => void save()}>
          {t('figure.save')}
        </button>
      </div>
      <p role="status">{said}</p>
      {preview !== null && (
        <img className="figure-preview" src={preview} alt={t('figure.preview')} />
      )}
    </Dialog>
  );
}

/** Title and description of what is on screen, and where it opens again. */
function useTold(name: string) {
  const t = useTranslate();
  const writing = usePlainWriting();
  const moment = usePresentMoment();
  return useMemo(
    () => ({ ...toldAbout(moment, name, t, writing), link: location.href }),
    [moment, name, t, writing],
  );
}

/** Of what the text draws; null until it is there. */
function useBlobAddress(text: string): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return address;
}
