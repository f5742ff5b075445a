#!/usr/bin/env python3
"""查验证据包：python3 verify.py 证据包.zip [--key 公钥]

只用 Python 3 标准库，不联网，与“说明.html”里的程序没有共同的代码。全部相符时退出码为 0，有一处不符为 1。
--key 写对方公布的公钥，另外核对证据包确由它签署。
"""
import base64
import hashlib
import json
import re
import struct
import sys
import zipfile

# Ed25519 (RFC 8032), section 5.1.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def recover(y, sign):
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(a, b):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    e, f = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    g, h = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    m, n, o, q = f - e, h - g, h + g, f + e
    return (m * n % P, o * q % P, n * o % P, m * q % P)


def times(n, point):
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = add(total, point)
        point, n = add(point, point), n >> 1
    return total


def decode(data):
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = recover(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover(BASE_Y, 0), BASE_Y, 1, recover(BASE_Y, 0) * BASE_Y % P)


def verifies(key, text, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = decode(key), decode(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# SM2 with SM3 (GB/T 32918, GB/T 32905).
SM_P = 2**256 - 2**224 - 2**96 + 2**64 - 1
SM_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM_A = SM_P - 3
SM_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM_G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7, 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)


def sm3(data):
    def rol(x, k):
        k %= 32
        return (x << k | x >> 32 - k) & 0xFFFFFFFF

    data = data + b"\x80" + bytes(-(len(data) + 9) % 64) + struct.pack(">Q", 8 * len(data))
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    for at in range(0, len(data), 64):
        w = list(struct.unpack(">16I", data[at:at + 64]))
        for i in range(16, 68):
            x = w[i - 16] ^ w[i - 9] ^ rol(w[i - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[i - 13], 7) ^ w[i - 6])
        a, b, c, d, e, f, g, h = v
        for i in range(64):
            early = i < 16
            s1 = rol((rol(a, 12) + e + rol(0x79CC4519 if early else 0x7A879D8A, i)) & 0xFFFFFFFF, 7)
            s2 = s1 ^ rol(a, 12)
            t1 = ((a ^ b ^ c if early else a & b | a & c | b & c) + d + s2 + (w[i] ^ w[i + 4])) & 0xFFFFFFFF
            t2 = ((e ^ f ^ g if early else e & f | ~e & g) + h + s1 + w[i]) & 0xFFFFFFFF
            a, b, c, d = t1, a, rol(b, 9), c
            e, f, g, h = t2 ^ rol(t2, 9) ^ rol(t2, 17), e, rol(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return struct.pack(">8I", *v)


def sm_add(one, other):
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        if (y1 + y2) % SM_P == 0:
            return None
        slope = (3 * x1 * x1 + SM_A) * pow(2 * y1, -1, SM_P)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, SM_P)
    x = (slope * slope - x1 - x2) % SM_P
    return x, (slope * (x1 - x) - y1) % SM_P


def sm_times(point, times):
    total = None
    while times:
        if times & 1:
            total = sm_add(total, point)
        point, times = sm_add(point, point), times >> 1
    return total


def sm_verifies(key, text, signature):
    if len(key) != 65 or key[0] != 4 or len(signature) != 64:
        return False
    x, y, r, s = (int.from_bytes(part, "big") for part in (key[1:33], key[33:], signature[:32], signature[32:]))
    if not (0 < r < SM_N and 0 < s < SM_N and x < SM_P and y < SM_P) or (y * y - x * x * x - SM_A * x - SM_B) % SM_P:
        return False
    z = sm3(b"\0\x80" + b"1234567812345678" + b"".join(one.to_bytes(32, "big") for one in (SM_A, SM_B, *SM_G, x, y)))
    total = sm_add(sm_times(SM_G, s), sm_times((x, y), (r + s) % SM_N)) if (r + s) % SM_N else None
    return total is not None and (int.from_bytes(sm3(z + text), "big") + total[0]) % SM_N == r


def read_keys(text):
    keys = []
    for line in filter(None, text.split("\n")):
        name, key_id, encoded = line.split("+", 2)
        data = base64.b64decode(encoded, validate=True)
        if hashlib.sha256(name.encode() + b"\n" + data).hexdigest()[:8] != key_id:
            raise Wrong("公钥的编号与内容不符。")
        if data[0] == 1:
            keys.append((name, key_id, data[1:], line, verifies))
        elif data.startswith(b"\xffsm2-sm3"):
            keys.append((name, key_id, data[8:], line, sm_verifies))
    return keys


def signed(note, keys):
    """The signed text and the key that signed it."""
    text, _, below = note.rstrip("\n").rpartition("\n\n")
    text += "\n"
    for line in below.split("\n"):
        found = re.fullmatch(r"— (\S+) (\S+)", line)
        data = base64.b64decode(found.group(2), validate=True)
        for key in keys:
            if (key[0], key[1]) == (found.group(1), data[:4].hex()) and key[4](key[2], text.encode(), data[4:]):
                return text, key
    raise Wrong("签名与包内的公钥不符。")


class Wrong(Exception):
    """One thing that does not fit, as a sentence."""


def sha(data):
    return hashlib.sha256(data).hexdigest()


def text_of(value):
    data = value.encode()
    return struct.pack(">q", len(data)) + data


class Package:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(set(names)) != len(names):
                raise Wrong("证据包里有重名的文件。")
            self.files = {name: archive.read(name) for name in names}
        self.manifest = self.json("manifest.json")
        self.about = self.manifest["about"]
        self.history = self.json("history.json")
        self.keys = read_keys(self.text("keys.txt"))

    def bytes(self, name):
        if name not in self.files:
            raise Wrong(f"缺少 {name}。")
        return self.files[name]

    def text(self, name):
        return self.bytes(name).decode("utf-8")

    def json(self, name):
        return json.loads(self.text(name))

    def signature(self):
        text, key = signed(self.text("manifest.sig"), self.keys)
        if text != f"{key[0]}/evidence\n{self.about['case']}\n{sha(self.bytes('manifest.json'))}\n":
            raise Wrong("签名签的不是这份清单。")
        return key

    def listed(self):
        paths = [f["path"] for f in self.manifest["files"]]
        for one in self.manifest["files"]:
            data = self.bytes(one["path"])
            if sha(data) != one["sha256"] or len(data) != one["size"]:
                raise Wrong(f"{one['path']} 被改动过。")
        for name in self.files:
            if name not in paths and name not in ("manifest.json", "manifest.sig"):
                raise Wrong(f"多出清单没有的 {name}。")

    def chain(self):
        previous = bytes(32)
        for at, row in enumerate(self.history):
            data = (previous + text_of(self.about["case"]) + struct.pack(">q", row["seq"]) + bytes.fromhex(row["moveId"])
                    + struct.pack(">q", row["at"]) + text_of(row["person"]) + text_of(row["move"]) + text_of(row["events"]))
            previous = hashlib.sha256(data).digest()
            if row["seq"] != at + 1 or previous.hex() != row["hash"]:
                raise Wrong(f"第 {at + 1} 条记录与校验值不符。")
        if not self.history:
            raise Wrong("没有历程。")

    def included(self):
        proof, last = self.json("proof.json"), self.history[-1]
        if proof["leaf"] != f"case {self.about['case']} {last['seq']} {last['hash']} {self.about['number']}":
            raise Wrong("检查点里的那一行与历程的末条不符。")
        text, key = signed(self.text("checkpoint.txt"), self.keys)
        origin, size, root, number = text.split("\n")[:4]
        if origin != key[0] or number != f"number {proof['number']}":
            raise Wrong("检查点不是同一系统签署的，或编号不符。")
        fn, sn = proof["index"], int(size) - 1
        if not 0 <= fn <= sn:
            raise Wrong("检查点里没有这一行。")
        node = hashlib.sha256(b"\0" + proof["leaf"].encode()).digest()
        for beside in map(bytes.fromhex, proof["hashes"]):
            if sn == 0:
                raise Wrong("旁证过长。")
            if fn & 1 or fn == sn:
                node = hashlib.sha256(b"\1" + beside + node).digest()
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
            else:
                node = hashlib.sha256(b"\1" + node + beside).digest()
            fn, sn = fn >> 1, sn >> 1
        if sn or node != base64.b64decode(root, validate=True):
            raise Wrong("由这一行和旁证算出的根值与检查点不符。")

    def definition(self):
        opened = next(e for e in json.loads(self.history[0]["events"]) if e["kind"] == "opened")
        digests = {}
        for one in self.json("definitions.json"):
            lines = [sha(self.bytes(one["path"]))] + [digests[called] for called in one["calls"]]
            digests[f"{one['key']}@{one['version']}"] = sha("\n".join(lines).encode())
        if digests.get(f"{opened['procedure']}@{opened['version']}") != opened["digest"]:
            raise Wrong("流程定义的文本与发起时记下的校验值不符。")

    def attachments(self):
        def files(value):
            if isinstance(value, list):
                for one in value:
                    yield from files(one)
            elif isinstance(value, dict):
                if "name" in value and re.fullmatch("[0-9a-f]{64}", str(value.get("hash"))):
                    yield value["hash"]
                else:
                    yield from files(list(value.values()))

        for row in self.history:
            for wanted in files(json.loads(row["events"])):
                found = next((n for n in self.files if n.startswith("attachments/" + wanted)), None)
                if found is None:
                    raise Wrong(f"缺少历程中提到的附件 {wanted}。")
                if sha(self.files[found]) != wanted:
                    raise Wrong(f"{found} 的内容与历程中的校验值不符。")

    def readable(self):
        told = self.json("timeline.json")
        if [row["seq"] for row in told] != [row["seq"] for row in self.history] or not all(row["what"] for row in told):
            raise Wrong("中文历程与记录对不上。")
        for name, data in self.files.items():
            if name.endswith(".json"):
                self.json(name)
            if name.endswith(".pdf") and b"%PDF-" not in data[:1024]:
                raise Wrong(f"{name} 不是 PDF。")


def main(args):
    if len(args) not in (2, 4) or (len(args) == 4 and args[2] != "--key"):
        print(__doc__)
        return 2
    try:
        package = Package(args[1])
    except Wrong as wrong:
        print(f"不符　打开证据包：{wrong}")
        return 1
    except Exception:  # Whatever was done to the file, the person is told in words.
        print("不符　打开证据包：文件不完整，或者已损坏。")
        return 1

    print(f"{package.about.get('number')}　{package.about.get('title')}")
    bad = 0
    for title, check in [
        ("清单的签名", package.signature), ("文件与清单一致", package.listed), ("历程的校验链", package.chain), ("历程已列入检查点", package.included),
        ("流程定义的文本", package.definition), ("历程中的附件", package.attachments), ("历程和文件可以阅读", package.readable),
    ]:
        try:
            check()
            print(f"相符　{title}")
        except Wrong as wrong:
            bad += 1
            print(f"不符　{title}：{wrong}")
        except Exception:  # The same.
            bad += 1
            print(f"不符　{title}：内容不能读出。")
    if bad == 0:
        key = package.signature()[3]
        if len(args) == 4 and args[3].strip() != key:
            bad += 1
            print(f"不符　公钥：证据包由 {key} 签署，不是给出的公钥。")
        else:
            print(f"公钥　{key}" + ("" if len(args) == 4 else "（请与对方公布的公钥核对）"))
    print("全部相符。" if bad == 0 else f"{bad} 项不符。")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
