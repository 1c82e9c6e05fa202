"""A small decoder of the GPT-2 kind: pre-norm blocks, learned positions, one embedding for input and output."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x, mask):
        batch, length, width = x.shape
        split = lambda y: y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        scores = (q @ k.transpose(-1, -2)) / math.sqrt(width // self.heads) + mask
        return self.o((scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask):
        x = x + self.attention(self.norm1(x), mask)
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Decoder(nn.Module):
    def __init__(self, vocabulary, width, layers, heads, positions):
        super().__init__()
        self.config = dict(vocabulary=vocabulary, width=width, layers=layers, heads=heads, positions=positions)
        self.words, self.places = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                embedding = name.startswith(("words", "places"))
                nn.init.normal_(parameter, std=0.02 if embedding else 0.7 / math.sqrt(parameter.shape[1]))

    def forward(self, ids):
        length = ids.shape[1]
        # The shared embedding is small, to suit the output; the input needs it at unit scale.
        x = self.words(ids) * math.sqrt(self.config["width"]) + self.places.weight[:length]
        mask = torch.triu(torch.full((length, length), -1e9), 1)
        for block in self.blocks:
            x = block(x, mask)
        return self.norm(x) @ self.words.weight.T
