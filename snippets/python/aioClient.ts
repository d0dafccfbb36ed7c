import { defineSnippet } from '../snippet.ts';

export const aioClient = defineSnippet({
  word: 'aioClient',
  language: 'python',
  title: { en: 'Ask a TCP server and close the connection', zh: '向 TCP 服务器发送请求并关闭连接' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      body: [
        'with trio.fail_after(${1:10}):',
        '\tasync with await trio.open_tcp_stream(${2:"127.0.0.1"}, ${3:8080}) as stream:',
        '\t\tawait stream.send_all(${4:b"ping\\n"})',
        '\t\t${5:answer} = await stream.receive_some()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      body: [
        'with anyio.fail_after(${1:10}):',
        '\tasync with await anyio.connect_tcp(${2:"127.0.0.1"}, ${3:8080}) as stream:',
        '\t\tawait stream.send(${4:b"ping\\n"})',
        '\t\t${5:answer} = await stream.receive()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: [
        'reader, writer = await asyncio.wait_for(asyncio.open_connection(${1:"127.0.0.1"}, ${2:8080}), timeout=${3:10})',
        'try:',
        '\twriter.write(${4:b"ping\\n"})',
        '\tawait writer.drain()',
        '\t${5:answer} = await asyncio.wait_for(reader.readline(), timeout=${3:10})',
        'finally:',
        '\twriter.close()',
        '\tawait writer.wait_closed()',
        '$0',
      ],
    },
  ],
});
