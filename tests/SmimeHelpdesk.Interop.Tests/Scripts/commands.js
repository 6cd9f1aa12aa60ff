// Answers the commands of ScriptPeer.cs, one after another.
const readline = require('node:readline');

module.exports = async commands => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [command, ...words] = line.split('\t');
    let answer;
    try {
      answer = 'ok ' + ((await commands[command](...words)) ?? '');
    } catch (error) {
      answer = 'no ' + (error?.message || error);
    }
    process.stdout.write(answer.replace(/\s+/g, ' ') + '\n');
  }
};
