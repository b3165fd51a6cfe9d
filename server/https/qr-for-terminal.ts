import { encode } from 'uqr';

const blackOnWhite = '\u001b[30;107m';
const reset = '\u001b[0m';

/** A QR code of `text` for a terminal of any colours, two rows of modules to a line. Ends with a line break. */
export function qrForTerminal(text: string): string {
  const { data, size } = encode(text, { border: 2 });
  const isDark = (row: number, column: number) => data[row]?.[column] === true;
  let lines = '';
  for (let row = 0; row < size; row += 2) {
    let line = '';
    for (let column = 0; column < size; column++) {
      const [top, bottom] = [isDark(row, column), isDark(row + 1, column)];
      line += top ? (bottom ? '█' : '▀') : bottom ? '▄' : ' ';
    }
    lines += `${blackOnWhite}${line}${reset}\n`;
  }
  return lines;
}
