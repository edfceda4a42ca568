import { COLOURS } from './colours';
import { LAYOUT } from './layout';
import { PARTS } from './parts';
import { PICTURE } from './picture';
import { PRINT } from './print';

/** The one style of a page. */
export const STYLE = [COLOURS, LAYOUT, PARTS, PICTURE, PRINT].join('');
