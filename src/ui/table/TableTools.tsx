// Below a table: copies it as a spreadsheet reads it, or saves it as CSV.

import { FileDown } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { CopyButton } from '#ui/controls/CopyButton.tsx';
import { saveBlob } from '#ui/figure/save-blob.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { formulaLike, rowsOfTable, tableBefore } from './table-rows.ts';

export function TableTools({ name }: { readonly name: string }): ReactNode {
  const t = useTranslate();
  const here = useRef<HTMLParagraphElement>(null);
  const [failed, setFailed] = useState(false);
  const rows = (): readonly (readonly string[])[] => {
    const table = here.current && tableBefore(here.current);
    return table ? rowsOfTable(table) : [];
  };
  const save = async (): Promise<void> => {
    try {
      const { default: papa } = await import('papaparse');
      const text = papa.unparse(rows() as string[][], { escapeFormulae: formulaLike });
      saveBlob(`unrolled-${name}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <p ref={here} className="table-tools" data-figure="no">
      <CopyButton
        label={t('table.copy')}
        textLabel={t('table.text')}
        text={() =>
          rows()
            .map((row) => row.join('\t'))
            .join('\n')
        }
      />
      <button type="button" className="link-button" onClick={() => void save()}>
        {icon}
        <span>{t('table.csv')}</span>
      </button>
      <span role="alert">{failed && t('table.failed')}</span>
    </p>
  );
}

/** The same element each time: what stands beside it changes with every edit, and this does not. */
const icon = <FileDown aria-hidden="true" size={13} />;
