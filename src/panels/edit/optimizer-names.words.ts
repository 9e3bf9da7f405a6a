// What the settings of optimizers are called.

import type { OptimizerSetting } from '#model/optimizers/optimizer.ts';
import { isMessageId } from '#words/messages.ts';
import type { Translate } from '#words/translate.ts';

/** “Momentum μ”; a setting that the catalogue does not know is named as files name it. */
export function settingName({ name, letter }: OptimizerSetting, say: Translate): string {
  const id = `optimizer.setting.${name}`;
  return isMessageId(id) ? say(id, { letter: letter.text }) : `${name} ${letter.text}`;
}
