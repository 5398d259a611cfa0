// A warm process that merges units with one engine: `node merge.js ENGINE FOLDER`.
// Each line "FIRST COUNT" on standard input makes those documents; the answer is "CPU WALL", in seconds.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const [engine, folder] = process.argv.slice(2);
const template = path.join(folder, `${engine}.docx`);

const engines = {
  docxtemplater() {
    const Docxtemplater = require('docxtemplater');
    const PizZip = require('pizzip');
    const content = fs.readFileSync(template);
    return async (data) => {
      const document = new Docxtemplater(new PizZip(content)); // an instance renders once
      document.render(data);
      return document.toBuffer({ compression: 'DEFLATE' });
    };
  },
  carbone() {
    const carbone = require('carbone');
    return (data) => new Promise((resolve, reject) => {
      carbone.render(template, data, (error, result) => (error ? reject(error) : resolve(result)));
    });
  },
};

async function main() {
  const units = JSON.parse(fs.readFileSync(path.join(folder, 'units.json'), 'utf8'));
  const merge = engines[engine]();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [first, count] = line.split(' ').map(Number);
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    for (let n = first; n < first + count; n += 1) {
      fs.writeFileSync(path.join(folder, engine, `${n}.docx`), await merge(units[n]));
    }
    const wall = Number(process.hrtime.bigint() - start) / 1e9;
    const used = process.cpuUsage(cpu);
    console.log(`${(used.user + used.system) / 1e6} ${wall}`);
  }
  process.exit(0); // an engine may keep servers or timers
}

main();
